-- 平急转换: which areas are in an emergency, and each change of that.

-- One line for an area of an activation. Of several live ones over a place the most severe counts.
CREATE TABLE area_mode (
  activation_id uuid NOT NULL,
  area_code text NOT NULL,
  level text NOT NULL,
  suspend_routine boolean NOT NULL,
  since bigint NOT NULL,
  -- When its level was last ordered: what was ordered before and comes late changes nothing.
  ordered_at bigint NOT NULL,
  -- Stand-down; null while it lasts.
  until bigint,
  -- Of the newest change.
  epoch integer NOT NULL,
  PRIMARY KEY (activation_id, area_code)
);
CREATE INDEX area_mode_area ON area_mode (area_code);

CREATE TABLE mode_change (
  -- 1, 2, 3 …: the order in which changes were kept.
  epoch integer PRIMARY KEY,
  activation_id uuid NOT NULL,
  areas text[] NOT NULL,
  -- null: stand-down.
  level text,
  asked_at bigint NOT NULL,
  started_at bigint,
  ended_at bigint,
  -- Open cases that were in another mode when it began, and those that were not any more when it ended.
  total integer NOT NULL DEFAULT 0,
  done integer NOT NULL DEFAULT 0
);
CREATE INDEX mode_change_activation ON mode_change (activation_id, epoch);

-- Begins, alters or (without a level) ends the emergency of these areas, in one transaction with its number. Answers the
-- number; where nothing changes, that of the activation's newest change, or 0.
CREATE FUNCTION change_mode(p_activation uuid, p_areas text[], p_level text, p_suspend boolean, p_at bigint)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_areas text[];
  v_epoch integer;
BEGIN
  -- Changes one after another: of two over the same ground the one with the greater number is the later.
  PERFORM pg_advisory_xact_lock(hashtextextended('mode_change', 0));
  SELECT array_agg(DISTINCT a ORDER BY a) INTO v_areas FROM unnest(p_areas) a
    LEFT JOIN area_mode m ON m.activation_id = p_activation AND m.area_code = a
    WHERE CASE
      -- A stand-down may come before the order it ends: kept, that order comes too late.
      WHEN p_level IS NULL THEN m.area_code IS NULL OR (m.until IS NULL AND m.ordered_at <= p_at)
      WHEN m.area_code IS NULL THEN true
      WHEN m.until IS NOT NULL THEN m.until < p_at
      ELSE m.ordered_at <= p_at AND (m.level, m.suspend_routine) IS DISTINCT FROM (p_level, p_suspend) END;
  IF v_areas IS NULL THEN
    RETURN coalesce((SELECT max(epoch) FROM mode_change WHERE activation_id = p_activation), 0);
  END IF;
  v_epoch := coalesce((SELECT max(epoch) FROM mode_change), 0) + 1;
  INSERT INTO mode_change (epoch, activation_id, areas, level, asked_at)
    VALUES (v_epoch, p_activation, v_areas, p_level, floor(extract(epoch FROM clock_timestamp()) * 1000));
  IF p_level IS NULL THEN
    INSERT INTO area_mode SELECT p_activation, a, 'IV', false, p_at, p_at, p_at, v_epoch FROM unnest(v_areas) a
      ON CONFLICT (activation_id, area_code) DO UPDATE SET until = p_at, epoch = v_epoch;
  ELSE
    INSERT INTO area_mode SELECT p_activation, a, p_level, p_suspend, p_at, p_at, NULL, v_epoch FROM unnest(v_areas) a
      ON CONFLICT (activation_id, area_code) DO UPDATE SET level = excluded.level, suspend_routine = excluded.suspend_routine,
        since = CASE WHEN area_mode.until IS NULL THEN area_mode.since ELSE excluded.since END,
        ordered_at = excluded.ordered_at, until = NULL, epoch = excluded.epoch;
  END IF;
  RETURN v_epoch;
END $$;

-- The mode a case is in, as its history has it; cases of earlier releases are at peace. Constants, so that no row is rewritten.
ALTER TABLE case_row ADD COLUMN mode_epoch integer NOT NULL DEFAULT 0;
ALTER TABLE case_row ADD COLUMN mode_activation_id uuid;
ALTER TABLE case_row ADD COLUMN mode_level text;
CREATE INDEX case_row_emergency ON case_row (sort_key, case_id) WHERE mode_level IS NOT NULL;

-- record_case writes them; otherwise it is as it was.
CREATE OR REPLACE FUNCTION record_case(
  p_case uuid, p_events jsonb, p_facts jsonb, p_row jsonb, p_tasks jsonb
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_kept case_kept;
  v_seq integer;
  v_hash bytea;
  v_event jsonb;
  v_added integer := 0;
  v_now bigint := floor(extract(epoch FROM clock_timestamp()) * 1000);
  i integer := 0;
BEGIN
  SELECT * INTO v_kept FROM case_kept WHERE case_id = p_case;
  IF NOT FOUND THEN RAISE EXCEPTION 'case % was never kept', p_case; END IF;
  SELECT seq, last_hash INTO v_seq, v_hash FROM case_row WHERE case_id = p_case FOR UPDATE;
  IF NOT FOUND THEN
    v_seq := 0;
    v_hash := ''::bytea;
    INSERT INTO case_row
      SELECT p_case, 0, ''::bytea, v_kept.number, v_kept.title, r.stage, r.level, r.grade, r.category_code,
        r.category_name, r.grid_id, r.grid_code, r.community_code, r.subdistrict_code, r.district_code, r.reporter_id,
        r.reported_at, r.closed_at, r.due_at, r.due_kind, r.late, r.supervisions, r.sort_key, r.state
      FROM jsonb_populate_record(NULL::case_row, p_row) r;
  END IF;
  FOR v_event IN SELECT * FROM jsonb_array_elements(p_events) LOOP
    IF (v_event->>'seq')::integer > v_seq THEN
      IF (v_event->>'seq')::integer <> v_seq + 1 THEN
        RAISE EXCEPTION 'case %: event % after %', p_case, v_event->>'seq', v_seq;
      END IF;
      v_seq := v_seq + 1;
      v_hash := sha256(v_hash || convert_to(v_event::text, 'UTF8'));
      INSERT INTO case_event VALUES (p_case, v_seq, (v_event->>'at')::bigint, v_now, v_event->>'commandId',
        (v_event->>'textId')::uuid, v_event, v_hash);
      INSERT INTO outbox (fact) VALUES
        ((p_facts->i) || jsonb_build_object('number', v_kept.number, 'recordedAt', v_now));
      v_added := v_added + 1;
    END IF;
    i := i + 1;
  END LOOP;
  IF v_added = 0 THEN RETURN 0; END IF;
  UPDATE case_row c SET seq = v_seq, last_hash = v_hash, stage = r.stage, level = r.level, grade = r.grade,
      category_code = r.category_code, category_name = r.category_name, grid_id = r.grid_id, grid_code = r.grid_code,
      community_code = r.community_code, subdistrict_code = r.subdistrict_code, closed_at = r.closed_at,
      due_at = r.due_at, due_kind = r.due_kind, late = r.late, supervisions = r.supervisions, sort_key = r.sort_key,
      mode_epoch = coalesce(r.mode_epoch, 0), mode_activation_id = r.mode_activation_id, mode_level = r.mode_level,
      state = r.state
    FROM jsonb_populate_record(NULL::case_row, p_row) r
    WHERE c.case_id = p_case AND c.seq < v_seq;
  DELETE FROM case_task t WHERE t.case_id = p_case
    AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(p_tasks) e WHERE (e->>'department_id')::uuid = t.department_id);
  INSERT INTO case_task SELECT p_case, t.department_id, t.part, t.state, t.due_at, t.due_kind, t.sort_key
    FROM jsonb_populate_recordset(NULL::case_task, p_tasks) t
    ON CONFLICT (case_id, department_id) DO UPDATE SET part = excluded.part, state = excluded.state,
      due_at = excluded.due_at, due_kind = excluded.due_kind, sort_key = excluded.sort_key;
  RETURN v_added;
END $$;
