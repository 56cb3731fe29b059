import { BlockList, isIP } from "node:net";

/** https://www.iana.org/assignments/iana-ipv4-special-registry and multicast: what does not lead into the open internet. */
const special4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
];

/** Of the one block that is given out for the open internet; documentation, tunnels and other detours within it. */
const global6 = ["2000::/3"];
const special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];

/**
 * A list of addresses and networks such as "10.1.0.0/16".
 * @throws for what is neither.
 */
export function networks(list: readonly string[]): BlockList {
  const made = new BlockList();
  for (const entry of list) {
    const [address = "", prefix] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) made.addAddress(address, family);
    else made.addSubnet(address, Number(prefix), family);
  }
  return made;
}

const blocked4 = networks(special4);
const allowed6 = networks(global6);
const blocked6 = networks(special6);

export const includes = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/** Whether an IP address belongs to the open internet: not to this machine, its network, or anything that leads there. */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !includes(blocked4, address);
    case 6:
      return includes(allowed6, address) && !includes(blocked6, address);
    default:
      return false;
  }
}
