/** Where `oidc-provider` keeps codes, tokens and sessions: in memory, so a restart signs everybody out at their next refresh. */
interface Payload {
  readonly grantId?: string;
  readonly uid?: string;
  readonly consumed?: number;
  readonly [name: string]: unknown;
}

interface Stored {
  readonly payload: Payload;
  readonly expiresAtMs: number;
}

/** One store for all models of one sign-in: a revoked grant takes its codes and tokens with it. */
export function memoryAdapter(now: () => number = Date.now) {
  const stored = new Map<string, Stored>();
  const find = (key: string) => {
    const found = stored.get(key);
    if (!found || found.expiresAtMs > now()) return found?.payload;
    stored.delete(key);
    return undefined;
  };
  return (model: string) => {
    const keyOf = (id: string) => `${model}:${id}`;
    return {
      async upsert(id: string, payload: Payload, expiresInSeconds?: number) {
        for (const key of stored.keys()) find(key); // nobody signs in a thousand times: forgetting here is enough
        stored.set(keyOf(id), { payload, expiresAtMs: now() + (expiresInSeconds ?? 24 * 3_600) * 1000 });
      },
      async find(id: string) {
        return find(keyOf(id));
      },
      async findByUid(uid: string) {
        return [...stored.keys()]
          .filter((key) => key.startsWith(`${model}:`))
          .map(find)
          .find((payload) => payload?.uid === uid);
      },
      async findByUserCode() {
        return undefined; // no device flow
      },
      async consume(id: string) {
        const found = stored.get(keyOf(id));
        if (found)
          stored.set(keyOf(id), { ...found, payload: { ...found.payload, consumed: Math.floor(now() / 1000) } });
      },
      async destroy(id: string) {
        stored.delete(keyOf(id));
      },
      async revokeByGrantId(grantId: string) {
        for (const [key, { payload }] of stored) if (payload.grantId === grantId) stored.delete(key);
      },
    };
  };
}
