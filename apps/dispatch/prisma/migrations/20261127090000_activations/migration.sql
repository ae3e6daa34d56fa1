-- Activations 平急转换: the key and its history, the frozen roster, and where everybody stands. Instants are epoch milliseconds.

CREATE TABLE activation_counter (
  district_code text NOT NULL,
  day date NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (district_code, day)
);

CREATE TABLE activation (
  activation_id uuid PRIMARY KEY,
  -- District, realm, plan and areas; with the epoch it names the one run that a second press meets.
  lock_key text NOT NULL,
  epoch integer NOT NULL,
  number text NOT NULL UNIQUE,
  district_code text NOT NULL,
  drill boolean NOT NULL,
  areas text[] NOT NULL,
  -- The plan as it stood at the press, and the names of the areas.
  plan jsonb NOT NULL,
  names jsonb NOT NULL,
  -- What the workflow is started with.
  press jsonb NOT NULL,
  rules jsonb NOT NULL,
  reason text NOT NULL,
  alert_id uuid,
  pressed_at bigint NOT NULL,
  -- Of the tokens by which people answer without a session.
  answer_key bytea NOT NULL,
  live boolean NOT NULL DEFAULT true,
  seq integer NOT NULL DEFAULT 0,
  last_hash bytea NOT NULL DEFAULT ''::bytea,
  state jsonb,
  frozen_at bigint,
  first_sent_at bigint,
  last_hand_off_at bigint,
  UNIQUE (lock_key, epoch)
);
CREATE UNIQUE INDEX activation_live ON activation (lock_key) WHERE live;
CREATE INDEX activation_pressed ON activation (pressed_at DESC);

CREATE TABLE activation_event (
  activation_id uuid NOT NULL REFERENCES activation (activation_id),
  seq integer NOT NULL,
  at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  event jsonb NOT NULL,
  -- sha256(hash of the line before || event as text).
  hash bytea NOT NULL,
  PRIMARY KEY (activation_id, seq)
);
CREATE TRIGGER activation_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON activation_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Commands of people with their words: a repeat meets the first, another body under the key is refused.
CREATE TABLE activation_command (
  command_id uuid PRIMARY KEY,
  activation_id uuid NOT NULL REFERENCES activation (activation_id),
  person_id uuid NOT NULL,
  body_hash text NOT NULL,
  text_id uuid NOT NULL UNIQUE,
  words text NOT NULL
);

CREATE INDEX activation_command_of ON activation_command (activation_id);

-- People somebody wants called besides, kept before the command is put; the command names them by `cause`.
CREATE TABLE activation_named (
  activation_id uuid NOT NULL REFERENCES activation (activation_id),
  cause text NOT NULL,
  area_code text NOT NULL,
  person_ids uuid[] NOT NULL,
  PRIMARY KEY (activation_id, cause)
);

CREATE TABLE activation_coordinator (
  activation_id uuid NOT NULL REFERENCES activation (activation_id),
  coordinator_no integer NOT NULL,
  area_code text NOT NULL,
  from_no integer NOT NULL,
  until_no integer NOT NULL,
  teams integer[] NOT NULL,
  -- What brought them: a step that calls volunteers, a command that added people; null: the press.
  cause text,
  PRIMARY KEY (activation_id, coordinator_no)
);

CREATE TABLE activation_team (
  activation_id uuid NOT NULL REFERENCES activation (activation_id),
  team_no integer NOT NULL,
  coordinator_no integer NOT NULL,
  team_code text NOT NULL,
  name text NOT NULL,
  area_code text NOT NULL,
  meeting_point text,
  leader_id uuid,
  armed_at bigint,
  PRIMARY KEY (activation_id, team_no)
);

CREATE TABLE activation_person (
  activation_id uuid NOT NULL REFERENCES activation (activation_id),
  person_no integer NOT NULL,
  person_id uuid NOT NULL,
  team_no integer NOT NULL,
  coordinator_no integer NOT NULL,
  area_code text NOT NULL,
  subdistrict_code text NOT NULL,
  department_id uuid,
  leader boolean NOT NULL,
  via text NOT NULL,
  tasks text[] NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'confirmed', 'late', 'unreachable', 'excused')),
  called_at bigint,
  reached_at bigint,
  answered_at bigint,
  on_site_at bigint,
  lng double precision,
  lat double precision,
  -- The highest rung of the ladder that was taken for them.
  rung integer NOT NULL DEFAULT 0,
  -- An answer behind it is late.
  answer_by bigint NOT NULL,
  -- Let go while it ran: no longer counted.
  released_at bigint,
  PRIMARY KEY (activation_id, person_no),
  UNIQUE (activation_id, person_id)
  -- Every row is written again two or three times within seconds; with room in its page no index is.
) WITH (fillfactor = 40);
CREATE INDEX activation_person_team ON activation_person (activation_id, team_no);
CREATE INDEX activation_person_of ON activation_person (person_id);

-- The acknowledgement of a person, once; the mark in the row above is set with it.
CREATE TABLE activation_answer (
  activation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  at bigint NOT NULL,
  via text NOT NULL,
  PRIMARY KEY (activation_id, person_id),
  FOREIGN KEY (activation_id, person_id) REFERENCES activation_person (activation_id, person_id)
);
CREATE TRIGGER activation_answer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON activation_answer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE activation_task_done (
  activation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  code text NOT NULL,
  done_at bigint NOT NULL,
  result text,
  PRIMARY KEY (activation_id, person_id, code),
  FOREIGN KEY (activation_id, person_id) REFERENCES activation_person (activation_id, person_id)
);

-- Answers of one moment, each taken once: an answer row where there is none, and the person's mark. A report-in with its
-- place adds the mark of being on site. Gives whom of them it found in the roster.
CREATE FUNCTION take_answers(p_answers jsonb) RETURNS TABLE (activation_id uuid, person_id uuid, coordinator_no integer) LANGUAGE sql AS $$
  WITH asked AS (
    SELECT a.activation_id, a.person_id, min(a.at) AS at, min(a.via) AS via, bool_or(a.on_site) AS on_site,
      max(a.at) FILTER (WHERE a.on_site) AS here_at, max(a.lng) AS lng, max(a.lat) AS lat
    FROM jsonb_to_recordset(p_answers) AS a (
      activation_id uuid, person_id uuid, at bigint, via text, on_site boolean, lng double precision, lat double precision)
    GROUP BY 1, 2
  ), standing AS (
    SELECT p.activation_id, p.person_id, a.at, a.via, a.on_site, a.here_at, a.lng, a.lat
    FROM asked a JOIN activation_person p ON p.activation_id = a.activation_id AND p.person_id = a.person_id
    WHERE p.released_at IS NULL
    ORDER BY p.activation_id, p.person_id FOR UPDATE OF p
  ), kept AS (
    INSERT INTO activation_answer SELECT s.activation_id, s.person_id, s.at, s.via FROM standing s ON CONFLICT DO NOTHING
  )
  UPDATE activation_person p SET
    answered_at = coalesce(p.answered_at, s.at),
    state = CASE WHEN p.answered_at IS NOT NULL THEN p.state WHEN s.at <= p.answer_by THEN 'confirmed' ELSE 'late' END,
    on_site_at = coalesce(p.on_site_at, s.here_at),
    lng = CASE WHEN p.on_site_at IS NULL THEN s.lng ELSE p.lng END,
    lat = CASE WHEN p.on_site_at IS NULL THEN s.lat ELSE p.lat END
  FROM standing s WHERE p.activation_id = s.activation_id AND p.person_id = s.person_id
  RETURNING p.activation_id, p.person_id, p.coordinator_no
$$;

-- Lines of an activation's history and the state after them; lines that stand already are passed over, a gap is refused.
CREATE FUNCTION record_activation(p_activation uuid, p_events jsonb, p_state jsonb, p_live boolean) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_seq integer;
  v_hash bytea;
  v_event jsonb;
  v_added integer := 0;
  v_now bigint := floor(extract(epoch FROM clock_timestamp()) * 1000);
BEGIN
  SELECT seq, last_hash INTO v_seq, v_hash FROM activation WHERE activation_id = p_activation FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'activation % was never pressed', p_activation; END IF;
  FOR v_event IN SELECT * FROM jsonb_array_elements(p_events) LOOP
    IF (v_event->>'seq')::integer > v_seq THEN
      IF (v_event->>'seq')::integer <> v_seq + 1 THEN
        RAISE EXCEPTION 'activation %: event % after %', p_activation, v_event->>'seq', v_seq;
      END IF;
      v_seq := v_seq + 1;
      v_hash := sha256(v_hash || convert_to(v_event::text, 'UTF8'));
      INSERT INTO activation_event VALUES (p_activation, v_seq, (v_event->>'at')::bigint, v_now, v_event, v_hash);
      v_added := v_added + 1;
    END IF;
  END LOOP;
  IF v_added > 0 THEN
    UPDATE activation SET seq = v_seq, last_hash = v_hash, state = p_state, live = p_live WHERE activation_id = p_activation;
  END IF;
  RETURN v_added;
END $$;

-- 一键启动: the live activation of this key, made now where there is none. `joined` says that it was there.
CREATE FUNCTION press_key(
  p_activation uuid, p_lock text, p_district text, p_day date, p_drill boolean, p_areas text[], p_plan jsonb, p_names jsonb,
  p_press jsonb, p_rules jsonb, p_reason text, p_alert uuid, p_at bigint, p_key bytea
) RETURNS TABLE (activation_id uuid, joined boolean) LANGUAGE plpgsql AS $$
DECLARE
  v_live uuid;
  v_epoch integer;
  v_next integer;
BEGIN
  -- Presses of one key come one after another, whichever process takes them.
  PERFORM pg_advisory_xact_lock(hashtextextended(p_lock, 6));
  SELECT a.activation_id INTO v_live FROM activation a WHERE a.lock_key = p_lock AND a.live;
  IF FOUND THEN RETURN QUERY SELECT v_live, true; RETURN; END IF;
  SELECT count(*) INTO v_epoch FROM activation a WHERE a.lock_key = p_lock;
  INSERT INTO activation_counter AS c VALUES (p_district, p_day, 1)
    ON CONFLICT (district_code, day) DO UPDATE SET last = c.last + 1 RETURNING last INTO v_next;
  INSERT INTO activation (activation_id, lock_key, epoch, number, district_code, drill, areas, plan, names, press, rules, reason, alert_id, pressed_at, answer_key)
    VALUES (p_activation, p_lock, v_epoch, p_district || '-' || to_char(p_day, 'YYYYMMDD') || CASE WHEN p_drill THEN '-D' ELSE '-A' END || lpad(v_next::text, 3, '0'),
      p_district, p_drill, p_areas, p_plan, p_names, p_press, p_rules, p_reason, p_alert, p_at, p_key);
  RETURN QUERY SELECT p_activation, false;
END $$;
