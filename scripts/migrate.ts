/** `npm run migrate`: brings the database at DATABASE_URL up to this version. The server does the same when it starts. */
import { migrate } from "@/platform/migrations";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL: not set; accepted: postgresql://user:password@host:5432/database");
  process.exit(1);
}
const applied = await migrate(url);
console.log(applied.length > 0 ? `Applied ${applied.join(", ")}` : "Nothing to apply");
