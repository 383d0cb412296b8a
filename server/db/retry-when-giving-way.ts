/** Prisma's code for a deadlock or a serialisation failure, and PostgreSQL's own two. */
const giveWay = /P2034|40P01|40001/;
const attempts = 5;

function givesWay(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const code = String(Reflect.get(error, "code"));
  return giveWay.test(code) || (code === "P2010" && giveWay.test(JSON.stringify(Reflect.get(error, "meta") ?? "")));
}

/** Runs a transaction again that the server chose to give way to another one. */
export async function retryWhenGivingWay<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !givesWay(error)) throw error;
    }
  }
}
