-- CreateEnum
CREATE TYPE "FeedbackKind" AS ENUM ('problem', 'idea', 'other');

-- CreateTable
CREATE TABLE "Feedback" (
    "id" TEXT NOT NULL,
    "memberId" TEXT,
    "kind" "FeedbackKind" NOT NULL,
    "text" TEXT NOT NULL,
    "page" TEXT,
    "email" TEXT,
    "userAgent" TEXT NOT NULL,
    "appVersion" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneAt" TIMESTAMPTZ(3),
    "doneBy" TEXT,

    CONSTRAINT "Feedback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Feedback_createdAt_id_idx" ON "Feedback"("createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Feedback_doneAt_createdAt_id_idx" ON "Feedback"("doneAt", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Feedback_memberId_idx" ON "Feedback"("memberId");

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;
