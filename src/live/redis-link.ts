import { Cluster, Redis, type RedisOptions } from "ioredis";

/** The two connections that pub/sub takes, whether to one Redis or to a cluster of them. */
export interface RedisLink {
  /** Whether messages can be sent and will arrive. */
  ready(): boolean;
  publish(channel: string, message: string): Promise<unknown>;
  /** Resolves once Redis has confirmed; a repetition is confirmed as well. Renewed by itself after a reconnection. */
  subscribe(channel: string): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
  onMessage(callback: (channel: string, message: string) => void): void;
  /** Calls back whenever `ready` may have changed. */
  onStatus(callback: () => void): void;
  onError(callback: (error: unknown) => void): void;
  /** Drops the connections, which look fine and are not, and opens others. */
  reconnect(): void;
  close(): void;
}

/** Never longer than this between attempts, so that a Redis that is back is noticed soon. */
const longestReconnectDelayMs = 1_000;
/** How long Redis may take to answer what it was asked, its greeting included, before the connection counts as dead. */
const answerTimeoutMs = 3_000;

const reconnectDelay = (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 6), longestReconnectDelayMs);

const timeouts = {
  connectTimeout: answerTimeoutMs,
  // A connection that something in between accepts and then forgets would otherwise never be given up.
  socketTimeout: answerTimeoutMs,
};
/** A message for a dead Redis is refused at once: the log has it, and the relay sends it when Redis is back. */
const refusing = { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: answerTimeoutMs };

/** Of `redis+cluster://host:port` and `rediss+cluster://…`: any node of a cluster, from which the others are found. */
const clusterScheme = /^(rediss?)\+cluster:/;

const isCluster = (url: string) => clusterScheme.test(url);

export const openRedis = (url: string): RedisLink => (isCluster(url) ? openCluster(url) : openSingle(url));

/** A connection for commands that must not wait for a Redis that is away: they are refused after `withinMs`. */
export const openRedisClient = (url: string, withinMs: number): Redis | Cluster =>
  isCluster(url)
    ? clusterOf(url, { socketTimeout: withinMs })
    : new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, socketTimeout: withinMs });

function openSingle(url: string): RedisLink {
  const common = { ...timeouts, retryStrategy: reconnectDelay };
  const publisher = new Redis(url, { ...common, ...refusing });
  const subscriber = new Redis(url, { ...common, maxRetriesPerRequest: null, autoResubscribe: true });
  const both = [publisher, subscriber];
  return {
    ready: () => both.every(({ status }) => status === "ready"),
    publish: (channel, message) => publisher.publish(channel, message),
    subscribe: (channel) => subscriber.subscribe(channel),
    unsubscribe: (channel) => subscriber.unsubscribe(channel),
    onMessage: (callback) => void subscriber.on("message", callback),
    onStatus(callback) {
      for (const connection of both) connection.on("ready", callback).on("close", callback);
    },
    onError(callback) {
      for (const connection of both) connection.on("error", callback);
    },
    reconnect() {
      for (const connection of both) connection.disconnect(true);
    },
    close() {
      for (const connection of both) connection.disconnect();
    },
  };
}

/**
 * Sends the messages of one channel one after another: a cluster that redirects some of them to another node would change
 * their order.
 */
function inOrder(publish: RedisLink["publish"]): RedisLink["publish"] {
  const last = new Map<string, Promise<unknown>>();
  return (channel, message) => {
    const sent = (last.get(channel) ?? Promise.resolve()).catch(() => {}).then(() => publish(channel, message));
    last.set(channel, sent);
    const forget = () => {
      if (last.get(channel) === sent) last.delete(channel);
    };
    sent.then(forget, forget);
    return sent;
  };
}

/**
 * A cluster, with sharded pub/sub (Redis 7, Valkey): a channel lives on the node of its slot, so that messages do not go
 * to every node of the cluster as ordinary ones would.
 */
function openCluster(url: string): RedisLink {
  const cluster = clusterOf(url, timeouts);
  return {
    ready: () => cluster.status === "ready",
    publish: inOrder((channel, message) => cluster.spublish(channel, message)),
    subscribe: (channel) => cluster.ssubscribe(channel),
    unsubscribe: (channel) => cluster.sunsubscribe(channel),
    onMessage: (callback) => void cluster.on("smessage", callback),
    onStatus: (callback) => void cluster.on("ready", callback).on("close", callback),
    onError: (callback) => void cluster.on("error", callback).on("node error", callback),
    reconnect: () => cluster.disconnect(true),
    close: () => cluster.disconnect(),
  };
}

function clusterOf(url: string, options: RedisOptions): Cluster {
  const { hostname, port, username, password, protocol } = new URL(url.replace(clusterScheme, "$1:"));
  return new Cluster([{ host: hostname, port: Number(port || 6379) }], {
    shardedSubscribers: true,
    enableOfflineQueue: false,
    clusterRetryStrategy: reconnectDelay,
    slotsRefreshTimeout: answerTimeoutMs,
    redisOptions: {
      ...options,
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      ...(protocol === "rediss:" && { tls: {} }),
    },
  });
}
