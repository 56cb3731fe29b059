import { ReaderPool } from "../load/reader-pool";
import type { Opening } from "../load/requests";
import { nowMicros, sleep } from "../measure/clock";
import { highest, median, percentile } from "../measure/statistics";
import { cpuMicros, residentBytes } from "../measure/usage";
import type { Child } from "../processes/child";

/** How much one server is made to do in one round. */
export interface Load {
  readers: number;
  events: number;
  /** Time from one event to the next; longer where a server needs longer to reach everybody. */
  periodMs: number;
}

/** What one server took in one round. */
export interface Outcome {
  /** CPU time of the server per event and reader, in microseconds. */
  cpuPerDelivery: number;
  /** From publishing to the receipt by any reader, in milliseconds. */
  latencyMedian: number;
  latencyP99: number;
  /** From publishing until everybody has it: median over the events, in milliseconds. */
  lastReader: number;
  /** Resident memory per idle connection, in KB. */
  memoryPerConnection: number;
  /** CPU time of the load generator while events flowed, in percent of one core. */
  loadCpu: number;
}

const warmUpReaders = 200;
/** Enough for Node to have compiled what it will compile: a server in use is warm. */
const warmUpEvents = 50;
const idleMs = 2_000;
/** A slow server gets fewer events, so that its round ends. */
const phaseMs = 20_000;
const fewestEvents = 4;

/** Measures a server that has just been started. */
export async function measureRound(server: Child, opening: Opening, load: Load, readersFile: string): Promise<Outcome> {
  await using readers = await ReaderPool.start(readersFile);
  const { pids } = server.ready;
  const publish = async (): Promise<{ key: number; times: Float64Array }> => {
    const key = await server.ask<number>("publish");
    return { key, times: await readers.wait(key, load.readers) };
  };

  // What every server allocates and compiles once belongs to no connection.
  await readers.open(opening, warmUpReaders);
  await sleep(200);
  for (let event = 0; event < warmUpEvents; event++) {
    await readers.wait(await server.ask<number>("publish"), warmUpReaders);
  }
  await readers.close();
  await sleep(500);
  await server.ask("collectGarbage");
  const memoryBefore = residentBytes(pids);

  await readers.open(opening, load.readers);
  await sleep(500);
  await server.ask("collectGarbage");
  const memoryPerConnection = (residentBytes(pids) - memoryBefore) / 1_024 / load.readers;

  await publish();
  await publish();
  const idleBegun = nowMicros();
  const idleCpuBegun = cpuMicros(pids);
  await sleep(idleMs);
  const idleShare = (cpuMicros(pids) - idleCpuBegun) / (nowMicros() - idleBegun);

  const begun = nowMicros();
  const cpuBegun = cpuMicros(pids);
  const loadCpuBegun = cpuMicros(readers.pids);
  const latencies: number[] = [];
  const lasts: number[] = [];
  while (lasts.length < load.events) {
    const { key, times } = await publish();
    for (const time of times) latencies.push((time - key) / 1_000);
    lasts.push((highest(times) - key) / 1_000);
    const elapsedMs = (nowMicros() - begun) / 1_000;
    if (elapsedMs > phaseMs && lasts.length >= fewestEvents) break;
    await sleep(Math.max(10, load.periodMs - (nowMicros() - key) / 1_000));
  }
  await sleep(100); // work that a server puts off is its work too
  const elapsed = nowMicros() - begun;
  const cpu = cpuMicros(pids) - cpuBegun - idleShare * elapsed;
  return {
    cpuPerDelivery: cpu / latencies.length,
    latencyMedian: median(latencies),
    latencyP99: percentile(latencies, 0.99),
    lastReader: median(lasts),
    memoryPerConnection,
    loadCpu: ((cpuMicros(readers.pids) - loadCpuBegun) / elapsed) * 100,
  };
}
