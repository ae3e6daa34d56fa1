-- Where a duplicate is looked for: near a point, and among open cases of a category on a grid.

CREATE INDEX case_kept_place ON case_kept (lat, lng) WHERE lat IS NOT NULL;
CREATE INDEX case_row_open_category ON case_row (category_code, grid_id, reported_at) WHERE closed_at IS NULL;
