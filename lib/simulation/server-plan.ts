import type { Server } from "./organisation-types.ts";

type PlannedServer = Omit<Server, "address">;

const core: readonly PlannedServer[] = [
  { name: "DC-01", role: "domain-controller", system: "windows", criticality: 2 },
  { name: "DC-02", role: "domain-controller", system: "windows", criticality: 2 },
  { name: "FILE-01", role: "file", system: "windows", criticality: 1.5 },
  { name: "FILE-02", role: "file", system: "windows", criticality: 1 },
  { name: "mail-01", role: "mail", system: "linux", criticality: 1.5 },
  { name: "web-01", role: "web", system: "linux", criticality: 1 },
  { name: "web-02", role: "web", system: "linux", criticality: 1 },
  { name: "bastion-01", role: "bastion", system: "linux", criticality: 1.5 },
  { name: "build-01", role: "build", system: "linux", criticality: 1 },
  { name: "build-02", role: "build", system: "linux", criticality: 0.5 },
  { name: "db-01", role: "database", system: "linux", criticality: 2 },
  { name: "db-02", role: "database", system: "linux", criticality: 1.5 },
  { name: "backup-01", role: "backup", system: "linux", criticality: 1.5 },
  { name: "monitor-01", role: "monitoring", system: "linux", criticality: 1 },
];

/** The servers of an organisation of `size` people: a fixed core, and one application server for each dozen people. */
export function serverPlan(size: number): readonly PlannedServer[] {
  const applications = Array.from(
    { length: Math.ceil(size / 12) },
    (_, index): PlannedServer => ({
      name: `app-${String(index + 1).padStart(2, "0")}`,
      role: "application",
      system: "linux",
      criticality: index % 4 === 0 ? 1.5 : index % 2 === 0 ? 1 : 0.5,
    }),
  );
  return [...core, ...applications];
}
