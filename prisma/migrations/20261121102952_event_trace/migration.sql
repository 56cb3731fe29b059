-- AlterTable
ALTER TABLE "LiveEvent" ADD COLUMN     "trace" TEXT;
