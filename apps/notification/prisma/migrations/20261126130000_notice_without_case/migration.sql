-- Not every message is about a case: terms, rosters and swaps have none.
ALTER TABLE "notice" ALTER COLUMN "case_id" DROP NOT NULL, ALTER COLUMN "number" DROP NOT NULL;
