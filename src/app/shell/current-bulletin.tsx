import { BulletinBar } from "@/modules/bulletin/ui/bulletin-bar";
import { caller } from "@/trpc/server";

/** What administrators say to everybody just now. */
export async function CurrentBulletin() {
  const { bulletin, live } = await (await caller()).bulletin.current();
  return <BulletinBar first={bulletin} live={live} />;
}
