/** Every table begins with the workspace: in its key, in each unique rule, and in each reference to another table. */
export const inventory = {
  name: '001-inventory',
  sql: `
CREATE TABLE company (
  workspace_id text PRIMARY KEY CHECK (workspace_id <> ''),
  id text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE warehouse (
  workspace_id text NOT NULL REFERENCES company,
  id text NOT NULL,
  -- Codes and stock numbers are compared and sorted byte by byte: the order of a list must not depend on the server's locale.
  code text COLLATE "C" NOT NULL CHECK (code <> ''),
  name text NOT NULL CHECK (name <> ''),
  address text NOT NULL,
  city text NOT NULL,
  region text NOT NULL,
  postal_code text NOT NULL,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  time_zone text NOT NULL,
  area_m2 integer NOT NULL CHECK (area_m2 > 0),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, code)
);

CREATE TABLE item_category (
  workspace_id text NOT NULL REFERENCES company,
  id text NOT NULL,
  parent_id text CHECK (parent_id <> id),
  code text COLLATE "C" NOT NULL CHECK (code <> ''),
  name text NOT NULL CHECK (name <> ''),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, code),
  FOREIGN KEY (workspace_id, parent_id) REFERENCES item_category (workspace_id, id)
);
CREATE INDEX item_category_parent ON item_category (workspace_id, parent_id);

CREATE TABLE item (
  workspace_id text NOT NULL REFERENCES company,
  id text NOT NULL,
  sku text COLLATE "C" NOT NULL CHECK (sku <> ''),
  category_id text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  description text NOT NULL,
  brand text,
  unit text NOT NULL CHECK (unit <> ''),
  barcode text CHECK (barcode ~ '^[0-9]{13}$'),
  status text NOT NULL CHECK (status IN ('active', 'inactive', 'discontinued')),
  price_minor bigint NOT NULL CHECK (price_minor >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  rentable boolean NOT NULL,
  daily_rate_minor bigint CHECK (daily_rate_minor >= 0),
  weight_grams integer NOT NULL CHECK (weight_grams >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  -- Also the order in which items are listed.
  UNIQUE (workspace_id, sku),
  UNIQUE (workspace_id, barcode),
  FOREIGN KEY (workspace_id, category_id) REFERENCES item_category (workspace_id, id),
  CHECK (rentable = (daily_rate_minor IS NOT NULL))
);
CREATE INDEX item_of_category ON item (workspace_id, category_id);

CREATE TABLE stock (
  workspace_id text NOT NULL,
  item_id text NOT NULL,
  warehouse_id text NOT NULL,
  quantity integer NOT NULL CHECK (quantity >= 0),
  -- Promised to rents that have not left the warehouse.
  reserved integer NOT NULL CHECK (reserved BETWEEN 0 AND quantity),
  reorder_level integer NOT NULL CHECK (reorder_level >= 0),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, item_id, warehouse_id),
  FOREIGN KEY (workspace_id, item_id) REFERENCES item (workspace_id, id),
  FOREIGN KEY (workspace_id, warehouse_id) REFERENCES warehouse (workspace_id, id)
);
CREATE INDEX stock_of_warehouse ON stock (workspace_id, warehouse_id);

CREATE FUNCTION note_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER item_updated BEFORE UPDATE ON item FOR EACH ROW EXECUTE FUNCTION note_update();
CREATE TRIGGER stock_updated BEFORE UPDATE ON stock FOR EACH ROW EXECUTE FUNCTION note_update();
`,
};
