import { newSecret } from "@/modules/webhook/signature";
import type { Tx } from "@/platform/db";
import { demoMember } from "./members";

const hour = 60 * 60 * 1_000;

/** A webhook of the demo member with a message that needed a second try; paused, since nobody is at its address. */
export async function createWebhooks(tx: Tx, now: number): Promise<void> {
  const at = (hoursAgo: number) => new Date(now - hoursAgo * hour);
  const sent = at(30);
  await tx.webhookEndpoint.create({
    data: {
      memberId: `demo-${demoMember.handle}`,
      name: "Bookshop window",
      url: "https://window.bookshop.example/inkwire",
      events: ["story.published", "job.failed"],
      stories: "followed",
      secret: newSecret(),
      pausedAt: at(20),
      pausedBecause: "member",
      createdAt: at(48),
      deliveries: {
        create: {
          type: "webhook.test",
          occurrence: "webhook.test demo",
          body: JSON.stringify({
            type: "webhook.test",
            timestamp: sent.toISOString(),
            data: { endpoint: "Bookshop window", url: "/settings/webhooks" },
          }),
          state: "delivered",
          tries: 2,
          createdAt: sent,
          attempts: {
            create: [
              { number: 1, at: sent, status: 503, ms: 412 },
              { number: 2, at: at(29.9), status: 204, ms: 96 },
            ],
          },
        },
      },
    },
    select: { id: true },
  });
}
