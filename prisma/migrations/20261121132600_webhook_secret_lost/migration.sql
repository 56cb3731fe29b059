-- AlterEnum
ALTER TYPE "WebhookPauseReason" ADD VALUE 'secret';

