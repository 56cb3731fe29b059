import { moderator, router } from "@/trpc/init";
import { listAudit } from "./queries";
import { auditPage, listAuditInput } from "./schema";

export const auditRouter = router({
  /** What moderators and administrators did, the latest first. */
  list: moderator
    .input(listAuditInput)
    .output(auditPage)
    .query(({ input }) => listAudit(input)),
});
