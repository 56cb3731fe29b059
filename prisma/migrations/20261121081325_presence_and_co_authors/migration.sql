-- CreateEnum
CREATE TYPE "CollaboratorRole" AS ENUM ('editor', 'reader');

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "invisible" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Collaborator" (
    "storyId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "role" "CollaboratorRole" NOT NULL,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acceptedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Collaborator_pkey" PRIMARY KEY ("storyId","memberId")
);

-- CreateTable
CREATE UNLOGGED TABLE "PresenceProcess" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PresenceProcess_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE UNLOGGED TABLE "PresenceSeat" (
    "processId" TEXT NOT NULL,
    "room" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PresenceSeat_pkey" PRIMARY KEY ("processId","room","memberId","at")
);

-- CreateTable
CREATE UNLOGGED TABLE "PresenceGuests" (
    "processId" TEXT NOT NULL,
    "room" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "PresenceGuests_pkey" PRIMARY KEY ("processId","room")
);

-- CreateIndex
CREATE INDEX "Collaborator_memberId_idx" ON "Collaborator"("memberId");

-- CreateIndex
CREATE INDEX "PresenceSeat_room_idx" ON "PresenceSeat"("room");

-- CreateIndex
CREATE INDEX "PresenceSeat_memberId_idx" ON "PresenceSeat"("memberId");

-- CreateIndex
CREATE INDEX "PresenceGuests_room_idx" ON "PresenceGuests"("room");

-- AddForeignKey
ALTER TABLE "Collaborator" ADD CONSTRAINT "Collaborator_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Collaborator" ADD CONSTRAINT "Collaborator_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PresenceSeat" ADD CONSTRAINT "PresenceSeat_processId_fkey" FOREIGN KEY ("processId") REFERENCES "PresenceProcess"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PresenceSeat" ADD CONSTRAINT "PresenceSeat_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PresenceGuests" ADD CONSTRAINT "PresenceGuests_processId_fkey" FOREIGN KEY ("processId") REFERENCES "PresenceProcess"("id") ON DELETE CASCADE ON UPDATE CASCADE;
