import { accessChanged } from "@/live/access";
import { live } from "@/live/live";
import { announce } from "@/live/outbox";
import type { MemberActor } from "@/modules/member/actor";
import { transact } from "@/platform/db";
import { consume } from "@/platform/rate-limit";
import { personTyping } from "./events";
import { getVisibility, openRoom } from "./queries";
import type { VisibilityInput } from "./schema";

/** Who is invisible is in no roster and no event, in rooms that they are in already too. */
export const setVisibility = (actor: MemberActor, { invisible }: VisibilityInput): Promise<VisibilityInput> =>
  transact(async (tx) => {
    const memberId = actor.id;
    await tx.member.update({ where: { id: memberId }, data: { invisible }, select: { id: true } });
    await announce(tx, accessChanged, { type: "visibility-changed", memberId, invisible });
    return { invisible };
  });

const typingLimit = { name: "typing", points: 60, seconds: 60 };

/** Tells a room that the actor writes just now; nothing of one who is invisible. */
export async function tellTyping(actor: MemberActor, { room, at }: { room: string; at?: string | undefined }) {
  await consume(typingLimit, actor.id);
  await openRoom(actor, room);
  if ((await getVisibility(actor)).invisible) return;
  const { id, handle, name, image } = actor;
  await live.pulse(personTyping, { type: "typing", room, person: { id, handle, name, image }, at: at ?? null });
}
