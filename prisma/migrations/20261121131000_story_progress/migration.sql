-- CreateEnum
CREATE TYPE "Progress" AS ENUM ('ongoing', 'complete');

-- AlterTable
ALTER TABLE "Story" ADD COLUMN     "progress" "Progress" NOT NULL DEFAULT 'complete';
