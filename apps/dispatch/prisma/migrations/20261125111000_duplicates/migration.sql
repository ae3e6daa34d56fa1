-- Open cases of a category near a point, or on a grid: what a duplicate is looked for among.

CREATE INDEX case_kept_place ON case_kept (lat, lng) WHERE lat IS NOT NULL;
CREATE INDEX case_row_open_category ON case_row (category_code, reported_at) WHERE closed_at IS NULL;
