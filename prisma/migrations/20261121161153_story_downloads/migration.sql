-- CreateEnum
CREATE TYPE "Downloads" AS ENUM ('readers', 'nobody');

-- AlterTable
ALTER TABLE "Story" ADD COLUMN     "downloads" "Downloads" NOT NULL DEFAULT 'readers';
