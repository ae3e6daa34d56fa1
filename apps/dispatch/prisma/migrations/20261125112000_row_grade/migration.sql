-- The grade of a case may be corrected: its column follows the state as all others do. Otherwise record_case is as it was.

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

UPDATE case_row SET grade = state->>'grade' WHERE grade <> state->>'grade';
