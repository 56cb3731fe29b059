-- AlterEnum
ALTER TYPE "ReportedKind" ADD VALUE 'series';
ALTER TYPE "ReportedKind" ADD VALUE 'list';
ALTER TYPE "ReportedKind" ADD VALUE 'poll';

-- AlterTable
ALTER TABLE "Poll" ADD COLUMN     "hiddenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ReadingList" ADD COLUMN     "hiddenAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Series" ADD COLUMN     "hiddenAt" TIMESTAMPTZ(3);
