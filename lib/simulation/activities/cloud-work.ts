import { drawGeometric, drawInteger, drawLognormal, pick, pickByRank } from "../../stats/draw.ts";
import { serversOf, usersOf } from "../find-in-organisation.ts";
import { aroundTheClock, officeHours } from "../hour-of-week.ts";
import { type CloudCall, cloudCalled } from "../records/cloudtrail.ts";
import type { Activity, Scene } from "../traffic-types.ts";

type Operation = Pick<CloudCall, "service" | "operation" | "readOnly" | "parameters">;

/** What is called, most frequent first. */
const operations: readonly Operation[] = [
  {
    service: "s3",
    operation: "GetObject",
    readOnly: true,
    parameters: { bucketName: "harbour-artifacts", key: "build/latest.tar.gz" },
  },
  { service: "ec2", operation: "DescribeInstances", readOnly: true, parameters: { maxResults: 100 } },
  {
    service: "s3",
    operation: "ListObjects",
    readOnly: true,
    parameters: { bucketName: "harbour-artifacts", prefix: "build/" },
  },
  { service: "sts", operation: "GetCallerIdentity", readOnly: true, parameters: {} },
  {
    service: "s3",
    operation: "PutObject",
    readOnly: false,
    parameters: { bucketName: "harbour-artifacts", key: "build/next.tar.gz" },
  },
  {
    service: "logs",
    operation: "GetLogEvents",
    readOnly: true,
    parameters: { logGroupName: "/harbour/app", limit: 500 },
  },
  { service: "iam", operation: "ListUsers", readOnly: true, parameters: { maxItems: 100 } },
  { service: "ec2", operation: "StartInstances", readOnly: false, parameters: { instanceId: "i-0a1b2c3d4e5f60718" } },
];

/** Engineers look after what runs in the cloud, in small bursts of calls. */
export const cloudWork: Activity = (organisation) =>
  usersOf(organisation, "engineering", "administration").map((user) => ({
    name: `cloud/${user.name}`,
    perHour: 2.5,
    shape: officeHours,
    recordsEach: 4,
    happen: (scene) =>
      call(scene, {
        user: user.name,
        from: user.workstation.address,
        userAgent: "aws-cli/2.15.30 Python/3.11.8 Windows/10 exe/AMD64",
        among: operations,
      }),
  }));

/** The build servers fetch and store what they make, all day. */
export const cloudJobs: Activity = (organisation) =>
  serversOf(organisation, "build").map((server) => ({
    name: `cloud-jobs/${server.name}`,
    perHour: 30,
    shape: aroundTheClock,
    recordsEach: 4,
    happen: (scene) =>
      call(scene, {
        user: "deploy",
        from: server.address,
        userAgent: "Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux",
        among: operations.slice(0, 5),
      }),
  }));

interface Caller {
  readonly user: string;
  readonly from: string;
  readonly userAgent: string;
  readonly among: readonly Operation[];
}

function call(scene: Scene, { user, from, userAgent, among }: Caller): void {
  const { random, organisation } = scene;
  const calls = drawGeometric(random, 4);
  let delayMs = 0;
  for (let index = 0; index < calls; index += 1) {
    const error = drawInteger(random, 1, 60) === 1 ? pick(random, ["AccessDenied", "ThrottlingException"]) : null;
    scene.emit(
      delayMs,
      "cloudtrail",
      cloudCalled({ account: organisation.cloudAccount, user, from, userAgent, error, ...pickByRank(random, among) }),
    );
    delayMs += drawLognormal(random, 1_800, 1);
  }
}
