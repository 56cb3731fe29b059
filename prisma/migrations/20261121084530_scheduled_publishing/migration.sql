-- AlterTable
ALTER TABLE "Story" ADD COLUMN     "overdue" TEXT;

-- CreateIndex
CREATE INDEX "Story_status_scheduledFor_idx" ON "Story"("status", "scheduledFor");
