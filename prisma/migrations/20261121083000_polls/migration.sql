-- CreateEnum
CREATE TYPE "PollKind" AS ENUM ('choice', 'availability');

-- CreateEnum
CREATE TYPE "PollVisibility" AS ENUM ('public', 'unlisted');

-- CreateEnum
CREATE TYPE "PollAudience" AS ENUM ('everyone', 'answered', 'organiser');

-- CreateTable
CREATE TABLE "Poll" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "organiserId" TEXT NOT NULL,
    "storyId" TEXT,
    "kind" "PollKind" NOT NULL,
    "question" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "multiple" BOOLEAN NOT NULL DEFAULT false,
    "timeZone" TEXT NOT NULL,
    "visibility" "PollVisibility" NOT NULL DEFAULT 'public',
    "resultsFor" "PollAudience" NOT NULL DEFAULT 'everyone',
    "guests" BOOLEAN NOT NULL DEFAULT false,
    "closesAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "winners" INTEGER[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "toldVersion" INTEGER NOT NULL DEFAULT 0,
    "toldAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PollOption" (
    "pollId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),

    CONSTRAINT "PollOption_pkey" PRIMARY KEY ("pollId","number")
);

-- CreateTable
CREATE TABLE "PollResponse" (
    "id" TEXT NOT NULL,
    "pollId" TEXT NOT NULL,
    "memberId" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "keyHash" TEXT,
    "yes" INTEGER[],
    "maybe" INTEGER[],
    "upTo" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "toldOfEnd" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "PollResponse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PollVisit" (
    "pollId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "remindedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PollVisit_pkey" PRIMARY KEY ("pollId","memberId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Poll_slug_key" ON "Poll"("slug");

-- CreateIndex
CREATE INDEX "Poll_organiserId_createdAt_idx" ON "Poll"("organiserId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Poll_visibility_createdAt_idx" ON "Poll"("visibility", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Poll_storyId_idx" ON "Poll"("storyId");

-- CreateIndex
CREATE UNIQUE INDEX "PollResponse_keyHash_key" ON "PollResponse"("keyHash");

-- CreateIndex
CREATE INDEX "PollResponse_pollId_createdAt_idx" ON "PollResponse"("pollId", "createdAt");

-- CreateIndex
CREATE INDEX "PollResponse_memberId_idx" ON "PollResponse"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "PollResponse_pollId_memberId_key" ON "PollResponse"("pollId", "memberId");

-- CreateIndex
CREATE INDEX "PollVisit_memberId_idx" ON "PollVisit"("memberId");

-- AddForeignKey
ALTER TABLE "Poll" ADD CONSTRAINT "Poll_organiserId_fkey" FOREIGN KEY ("organiserId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Poll" ADD CONSTRAINT "Poll_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PollOption" ADD CONSTRAINT "PollOption_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PollResponse" ADD CONSTRAINT "PollResponse_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PollResponse" ADD CONSTRAINT "PollResponse_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PollVisit" ADD CONSTRAINT "PollVisit_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PollVisit" ADD CONSTRAINT "PollVisit_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
