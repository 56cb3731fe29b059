import type { IncomingMessage } from "node:http";
import proxyAddr from "proxy-addr";

/**
 * Where a request comes from. A forwarded-for header counts only as far as the proxies in front are ours.
 * @param trust how many proxies stand in front, or which addresses and networks they have; 0 for none.
 */
export function createAddressOf(trust: number | string[]): (request: IncomingMessage) => string {
  const trusts = typeof trust === "number" ? (_: string, hop: number) => hop < trust : proxyAddr.compile(trust);
  return (request) => proxyAddr(request, trusts);
}
