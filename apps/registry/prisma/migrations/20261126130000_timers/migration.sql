-- Which gaps of rosters were told, each once.
CREATE TABLE "told_gap" (
    "id" UUID NOT NULL,
    "roster_key" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "told_gap_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "told_gap_roster_key_told_at_idx" ON "told_gap"("roster_key", "told_at");

-- What an earlier release kept has had nobody to tell it to: every roster, and every post with a term, gets its timer now.
WITH "told" AS (
  SELECT gen_random_uuid() AS "change_id", row_number() OVER (ORDER BY "list", "key") AS "nth", "list", "key", "body"
  FROM "standing" WHERE "list" = 'rosters' OR ("list" = 'posts' AND "body"->>'until' IS NOT NULL)
)
INSERT INTO "outbox" ("fact") SELECT jsonb_build_object(
  'factId', "change_id" || ':1', 'changeId', "change_id", 'at', (extract(epoch FROM now()) * 1000)::bigint,
  'fact', CASE "list" WHEN 'rosters' THEN jsonb_build_object('type', 'roster.published', 'rosterKey', "key")
    ELSE jsonb_build_object('type', 'appointment.set', 'postId', "body"->>'id') END) FROM "told" ORDER BY "nth";
