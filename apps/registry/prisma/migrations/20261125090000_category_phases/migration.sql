-- 分段时限 and closing conditions of a category; those loaded before have none.
ALTER TABLE "category" ADD COLUMN "phases" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "category" ADD COLUMN "closure_conditions" JSONB NOT NULL DEFAULT '{"evidence": 0}';
