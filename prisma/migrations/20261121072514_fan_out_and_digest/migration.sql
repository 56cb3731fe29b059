-- CreateEnum
CREATE TYPE "DigestFrequency" AS ENUM ('off', 'hourly', 'daily', 'weekly');

-- CreateTable
CREATE TABLE "FanOut" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "storyId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "after" TEXT NOT NULL DEFAULT '',
    "told" INTEGER NOT NULL DEFAULT 0,
    "doneAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FanOut_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NotificationSettings" (
    "memberId" TEXT NOT NULL,
    "digest" "DigestFrequency" NOT NULL DEFAULT 'off',
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "nextDigestAt" TIMESTAMPTZ(3),
    "stopKey" TEXT NOT NULL,

    CONSTRAINT "NotificationSettings_pkey" PRIMARY KEY ("memberId")
);

-- CreateIndex
CREATE INDEX "FanOut_storyId_idx" ON "FanOut"("storyId");

-- CreateIndex
CREATE UNIQUE INDEX "NotificationSettings_stopKey_key" ON "NotificationSettings"("stopKey");

-- CreateIndex
CREATE INDEX "NotificationSettings_nextDigestAt_idx" ON "NotificationSettings"("nextDigestAt");

-- CreateIndex
CREATE INDEX "Follow_authorId_followerId_idx" ON "Follow"("authorId", "followerId");

-- DropIndex: the one above serves what this one did
DROP INDEX "Follow_authorId_idx";

-- AddForeignKey
ALTER TABLE "FanOut" ADD CONSTRAINT "FanOut_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NotificationSettings" ADD CONSTRAINT "NotificationSettings_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
