-- One register for everything the district says of itself: an append-only log of entries. What stood in tables of its own
-- is said once more here, from the beginning on, and the tables go.
CREATE TABLE "change" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" UUID,
    "origin" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "entry" (
    "seq" BIGSERIAL NOT NULL,
    "change_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "effective_at" BIGINT NOT NULL,
    "ground" TEXT,
    "body" JSONB,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("seq"),
    CONSTRAINT "entry_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "entry_list_key_effective_at_seq_idx" ON "entry"("list", "key", "effective_at" DESC, "seq" DESC);
CREATE INDEX "entry_change_id_idx" ON "entry"("change_id");
-- Every full value somebody asked for: who, whose, why.
CREATE TABLE "unmasking" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "asker_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "unmasking_pkey" PRIMARY KEY ("id")
);

INSERT INTO "change" SELECT '5117030c-0000-4000-8000-000000000001', now(), NULL, 'seed', '随软件安装'
  WHERE EXISTS (SELECT 1 FROM "district");

CREATE FUNCTION pg_temp.say(said_list TEXT, said_key TEXT, said_ground TEXT, said JSONB) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "entry" ("change_id", "list", "key", "effective_at", "ground", "body")
  VALUES ('5117030c-0000-4000-8000-000000000001', said_list, said_key, 0, said_ground, said)
$$;
-- The demonstration's telephone numbers are 100 and a running number: that is the number of the person.
CREATE FUNCTION pg_temp.number_of(asked UUID) RETURNS TEXT LANGUAGE sql AS $$
  SELECT CASE WHEN "phone" ~ '^100\d{8}$' THEN 'P' || right("phone", 8) ELSE "id"::text END FROM "person" WHERE "id" = asked
$$;
CREATE FUNCTION pg_temp.code_of(asked UUID) RETURNS TEXT LANGUAGE sql AS $$
  SELECT "code" FROM "department" WHERE "id" = asked
$$;

DO $$ BEGIN
  PERFORM pg_temp.say('areas', "code", "code", jsonb_build_object('code', "code", 'name', "name", 'kind', 'district',
      'parent', NULL, 'governed', true, 'onePerGrid', '[]'::jsonb)) FROM "district" ORDER BY "code";
  PERFORM pg_temp.say('areas', "code", "code", jsonb_build_object('code', "code", 'name', "name", 'kind', "kind",
      'parent', "parent_code", 'governed', "governed", 'onePerGrid', '[]'::jsonb)) FROM "area" ORDER BY "code";
  PERFORM pg_temp.say('departments', "code", '511703', jsonb_build_object('id', "id", 'code', "code", 'name', "name",
      'kind', 'department', 'line', "line", 'parent', NULL, 'areaCode', left("code", 6), 'owns', '[]'::jsonb,
      'serves', '[]'::jsonb)) FROM "department" ORDER BY "code";
  PERFORM pg_temp.say('grids', "code", "code", jsonb_build_object('id', "id", 'code', "code", 'name', "name", 'kind', "kind",
      'areaCode', "community_code", 'parent', NULL, 'spans', '[]'::jsonb, 'polygon', "polygon", 'departments',
      (SELECT coalesce(jsonb_agg(pg_temp.code_of("department_id") ORDER BY "rank"), '[]') FROM "grid_department" WHERE "grid_id" = "grid"."id")))
    FROM "grid" ORDER BY "code";
  PERFORM pg_temp.say('people', pg_temp.number_of("id"), NULL, jsonb_build_object('id', "id", 'number', pg_temp.number_of("id"),
      'name', "name", 'phone', "phone", 'status', CASE WHEN "present" THEN 'present' ELSE 'left' END, 'department', NULL,
      'residenceGrid', NULL, 'employment', NULL, 'memberClass', NULL, 'skills', '[]'::jsonb)) FROM "person" ORDER BY "phone", "id";
  PERFORM pg_temp.say('posts', concat_ws('~', pg_temp.number_of("person_id"), "role", coalesce("area_code", ''), coalesce(pg_temp.code_of("department_id"), ''), ''),
      "area_code", jsonb_build_object('id', "id", 'person', pg_temp.number_of("person_id"), 'role', "role", 'areaCode', "area_code",
      'department', pg_temp.code_of("department_id"), 'spot', NULL, 'from', NULL, 'until', NULL, 'status', 'active',
      'accountable', false, 'route', NULL, 'votesFor', NULL, 'votesCast', NULL)) FROM "post" ORDER BY "id";
  PERFORM pg_temp.say('accounts', "name", "area_code", jsonb_build_object('name', "name", 'person', pg_temp.number_of("person_id"),
      'seat', "seat", 'areaCode', "area_code", 'department', pg_temp.code_of("department_id"))) FROM "account" ORDER BY "name";
  PERFORM pg_temp.say('rosters', concat_ws('~', "seat", "area_code", coalesce(pg_temp.code_of("department_id"), '')), "area_code",
      jsonb_build_object('role', "seat", 'areaCode', "area_code", 'department', pg_temp.code_of("department_id"), 'fallback',
      (SELECT coalesce(jsonb_agg(pg_temp.number_of("who"::uuid) ORDER BY "nth"), '[]') FROM jsonb_array_elements_text("fallback") WITH ORDINALITY AS f("who", "nth"))))
    FROM "roster" ORDER BY "id";
  -- Turns of whole days that follow one another for ever are a shift of all days that changes hands every so many of them.
  PERFORM pg_temp.say('shifts', concat_ws('~', "seat", "area_code", coalesce(pg_temp.code_of("department_id"), ''), 'turn'), NULL,
      jsonb_build_object('roster', concat_ws('~', "seat", "area_code", coalesce(pg_temp.code_of("department_id"), '')), 'code', 'turn',
      'name', '轮值', 'days', '[]'::jsonb, 'from', '00:00', 'until', '24:00',
      'anchor', to_char(to_timestamp(("anchor_at" + 28800000) / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
      'every', ("turn_ms" / 86400000) || 'd', 'turns',
      (SELECT jsonb_agg((SELECT jsonb_agg(pg_temp.number_of("who"::uuid) ORDER BY p."nth") FROM jsonb_array_elements_text("turn") WITH ORDINALITY AS p("who", "nth")) ORDER BY t."nth")
        FROM jsonb_array_elements("turns") WITH ORDINALITY AS t("turn", "nth"))))
    FROM "roster" WHERE jsonb_array_length("turns") > 0 ORDER BY "id";
END $$;

ALTER TABLE "account" DROP CONSTRAINT "account_person_id_fkey", DROP COLUMN "person_id", DROP COLUMN "seat",
  DROP COLUMN "area_code", DROP COLUMN "department_id";
DROP TABLE "roster", "post", "person", "grid_department", "department", "grid", "area";

CREATE FUNCTION refuse_unsaying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was said stays said: say the next thing';
END $$;
CREATE TRIGGER "entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "entry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsaying();
CREATE TRIGGER "change_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "change"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsaying();
CREATE TRIGGER "unmasking_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "unmasking"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsaying();

-- What stands now: the last thing said of each key that has taken effect.
CREATE VIEW "standing" AS
  SELECT * FROM (
    SELECT DISTINCT ON ("list", "key") "list", "key", "effective_at", "ground", "body", "seq" FROM "entry"
    WHERE "effective_at" <= (extract(epoch FROM clock_timestamp()) * 1000)::bigint
    ORDER BY "list", "key", "effective_at" DESC, "seq" DESC
  ) AS "last" WHERE "body" IS NOT NULL;
