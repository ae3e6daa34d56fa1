-- Cases and their record. Instants are epoch milliseconds; texts of people stand in case_text and nowhere else.

CREATE TABLE case_rules (
  ref text PRIMARY KEY,
  rules jsonb NOT NULL
);

CREATE TABLE case_kept (
  case_id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  person_id uuid NOT NULL,
  body_hash text NOT NULL,
  rules_ref text NOT NULL REFERENCES case_rules (ref),
  -- The opening of the case as its workflow gets it: ids, instants, category and place.
  opening jsonb NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  lng double precision,
  lat double precision,
  kept_at bigint NOT NULL
);
CREATE INDEX case_kept_at ON case_kept (kept_at);

CREATE TABLE case_counter (
  district_code text NOT NULL,
  day date NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (district_code, day)
);

CREATE TABLE request_key (
  person_id uuid NOT NULL,
  key text NOT NULL,
  body_hash text NOT NULL,
  case_id uuid NOT NULL,
  -- The first answer; null while the first request is still under way.
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, key)
);
CREATE INDEX request_key_age ON request_key (created_at);

CREATE TABLE case_text (
  text_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  salt text NOT NULL,
  body jsonb NOT NULL
);

CREATE TABLE case_row (
  case_id uuid PRIMARY KEY REFERENCES case_kept (case_id),
  seq integer NOT NULL,
  last_hash bytea NOT NULL,
  number text NOT NULL,
  title text NOT NULL,
  stage text NOT NULL,
  level text NOT NULL,
  grade text NOT NULL,
  category_code text NOT NULL,
  category_name text NOT NULL,
  grid_id uuid NOT NULL,
  grid_code text NOT NULL,
  community_code text NOT NULL,
  subdistrict_code text NOT NULL,
  district_code text NOT NULL,
  reporter_id uuid NOT NULL,
  reported_at bigint NOT NULL,
  closed_at bigint,
  due_at bigint,
  due_kind text,
  late boolean NOT NULL,
  supervisions integer NOT NULL,
  -- Order of lists: time left, then ended cases, newest end first (2^53 - 1 less the end).
  sort_key bigint NOT NULL,
  state jsonb NOT NULL
);
CREATE INDEX case_row_district ON case_row (district_code, sort_key, case_id);
CREATE INDEX case_row_subdistrict ON case_row (subdistrict_code, sort_key, case_id);
CREATE INDEX case_row_community ON case_row (community_code, sort_key, case_id);
CREATE INDEX case_row_grid ON case_row (grid_code, sort_key, case_id);
CREATE INDEX case_row_reporter ON case_row (reporter_id, sort_key, case_id);
CREATE INDEX case_row_stage ON case_row (stage, sort_key, case_id);
CREATE INDEX case_row_level ON case_row (level, sort_key, case_id);
CREATE INDEX case_row_late ON case_row (sort_key, case_id) WHERE late;

CREATE TABLE case_task (
  case_id uuid NOT NULL REFERENCES case_row (case_id),
  department_id uuid NOT NULL,
  part text NOT NULL,
  state text NOT NULL,
  due_at bigint,
  due_kind text,
  sort_key bigint NOT NULL,
  PRIMARY KEY (case_id, department_id)
);
CREATE INDEX case_task_department ON case_task (department_id, sort_key, case_id);

CREATE TABLE case_event (
  case_id uuid NOT NULL REFERENCES case_row (case_id),
  seq integer NOT NULL,
  at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  command_id text,
  text_id uuid,
  event jsonb NOT NULL,
  -- sha256(hash of the line before || event as text): an altered line breaks every one after it.
  hash bytea NOT NULL,
  PRIMARY KEY (case_id, seq)
);
CREATE INDEX case_event_command ON case_event (case_id, command_id);

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fact jsonb NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history is append-only';
END $$;
CREATE TRIGGER case_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Keeps the id, its number and its words. Answers the kept row, the existing one when the id was kept before, and none
-- when the key was used for another body.
CREATE FUNCTION keep_case(
  p_case uuid, p_district text, p_day date, p_person uuid, p_hash text, p_rules_ref text, p_rules jsonb,
  p_opening jsonb, p_title text, p_description text, p_lng double precision, p_lat double precision,
  p_text uuid, p_salt text, p_body jsonb, p_key text, p_now bigint
) RETURNS SETOF case_kept LANGUAGE plpgsql AS $$
DECLARE
  v_next integer;
  v_hash text;
BEGIN
  IF p_key IS NOT NULL THEN
    -- The update changes nothing: it waits for whoever is using the key at this moment, and answers what stands.
    INSERT INTO request_key (person_id, key, body_hash, case_id) VALUES (p_person, p_key, p_hash, p_case)
      ON CONFLICT (person_id, key) DO UPDATE SET key = excluded.key RETURNING body_hash INTO v_hash;
    -- Another body under the key keeps nothing; no row is the answer.
    IF v_hash <> p_hash THEN RETURN; END IF;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(p_case::text, 0));
  IF NOT EXISTS (SELECT 1 FROM case_kept k WHERE k.case_id = p_case) THEN
    INSERT INTO case_rules VALUES (p_rules_ref, p_rules) ON CONFLICT DO NOTHING;
    INSERT INTO case_counter VALUES (p_district, p_day, 1)
      ON CONFLICT (district_code, day) DO UPDATE SET last = case_counter.last + 1 RETURNING last INTO v_next;
    INSERT INTO case_kept VALUES (
      p_case, p_district || '-' || to_char(p_day, 'YYYYMMDD') || '-' || lpad(v_next::text, greatest(5, length(v_next::text)), '0'),
      p_person, p_hash, p_rules_ref, p_opening, p_title, p_description, p_lng, p_lat, p_now);
    INSERT INTO case_text VALUES (p_text, p_case, p_salt, p_body);
  END IF;
  RETURN QUERY SELECT * FROM case_kept k WHERE k.case_id = p_case;
END $$;

-- One step of the record: new lines, the row, its tasks and the facts to tell, all or nothing.
-- Lines that stand already are passed over; a gap is refused. Answers the number of lines added.
CREATE FUNCTION record_case(
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
  UPDATE case_row c SET seq = v_seq, last_hash = v_hash, stage = r.stage, level = r.level,
      category_code = r.category_code, category_name = r.category_name, grid_id = r.grid_id, grid_code = r.grid_code,
      community_code = r.community_code, subdistrict_code = r.subdistrict_code, closed_at = r.closed_at,
      due_at = r.due_at, due_kind = r.due_kind, late = r.late, supervisions = r.supervisions, sort_key = r.sort_key,
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
