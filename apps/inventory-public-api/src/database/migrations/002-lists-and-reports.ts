/** What lists in several orders, counts by category and stock reports read. */
export const listsAndReports = {
  name: '002-lists-and-reports',
  sql: `
-- Times are shown with milliseconds, and a cursor is made of what is shown: what is kept must not be finer.
ALTER TABLE item
  ALTER COLUMN created_at TYPE timestamptz(3),
  ALTER COLUMN updated_at TYPE timestamptz(3);
ALTER TABLE warehouse
  ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now();
ALTER TABLE item_category
  ADD COLUMN created_at timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now();
CREATE TRIGGER warehouse_updated BEFORE UPDATE ON warehouse FOR EACH ROW EXECUTE FUNCTION note_update();
CREATE TRIGGER item_category_updated BEFORE UPDATE ON item_category FOR EACH ROW EXECUTE FUNCTION note_update();

CREATE INDEX item_by_name ON item (workspace_id, name COLLATE "C", id COLLATE "C");
CREATE INDEX item_by_creation ON item (workspace_id, created_at, id COLLATE "C");
CREATE INDEX item_by_update ON item (workspace_id, updated_at, id COLLATE "C");
CREATE INDEX stock_low ON stock (workspace_id, item_id, warehouse_id) WHERE quantity - reserved < reorder_level;

-- The category itself and all below it. UNION, as against UNION ALL, also ends where a tree was tied into a ring.
CREATE FUNCTION category_branch(workspace text, top text) RETURNS TABLE (category_id text) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE branch (id) AS (
    SELECT top
    UNION
    SELECT child.id FROM item_category child JOIN branch ON child.parent_id = branch.id WHERE child.workspace_id = workspace
  ) SELECT id FROM branch
$$;

-- Every category with itself and with all below it; by the way up, which is one for each category.
CREATE FUNCTION category_branches(workspace text) RETURNS TABLE (top_id text, category_id text) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE branch (top_id, category_id) AS (
    SELECT id, id FROM item_category WHERE workspace_id = workspace
    UNION
    SELECT top.parent_id, branch.category_id
    FROM branch JOIN item_category top ON top.workspace_id = workspace AND top.id = branch.top_id
    WHERE top.parent_id IS NOT NULL
  ) SELECT top_id, category_id FROM branch
$$;

-- The views begin with the company, one row a workspace: so the workspace stands in every part of them, and a query for
-- one workspace never sums up another's rows, not even where the planner cannot move its condition inwards (recursion).
CREATE VIEW counted_item_category AS
SELECT company.workspace_id, counted.*
FROM company
CROSS JOIN LATERAL (
  WITH of_category AS (
    SELECT category_id, count(*) AS items FROM item WHERE workspace_id = company.workspace_id GROUP BY category_id
  ), of_branch AS (
    SELECT top_id, sum(items) AS items FROM category_branches(company.workspace_id) JOIN of_category USING (category_id) GROUP BY top_id
  )
  SELECT id, parent_id, code, name, created_at, updated_at, coalesce(items, 0)::bigint AS item_count
  FROM item_category LEFT JOIN of_branch ON top_id = id
  WHERE workspace_id = company.workspace_id
) counted;

-- Sums of amounts are numeric: they cannot overflow.
CREATE VIEW stock_by_warehouse AS
SELECT company.workspace_id, report.*
FROM company
CROSS JOIN LATERAL (
  WITH of_currency AS (
    SELECT
      stock.warehouse_id,
      item.currency,
      count(*) AS items,
      sum(stock.quantity) AS quantity,
      sum(stock.reserved) AS reserved,
      count(*) FILTER (WHERE stock.quantity - stock.reserved < stock.reorder_level) AS low_stock,
      sum(stock.quantity::numeric * item.price_minor) AS amount
    FROM stock JOIN item ON item.workspace_id = stock.workspace_id AND item.id = stock.item_id
    WHERE stock.workspace_id = company.workspace_id
    GROUP BY stock.warehouse_id, item.currency
  ), total AS (
    SELECT
      warehouse_id,
      sum(items) AS items, sum(quantity) AS quantity, sum(reserved) AS reserved, sum(low_stock) AS low_stock,
      jsonb_agg(jsonb_build_object('amountMinor', amount::text, 'currency', currency) ORDER BY currency COLLATE "C") AS value
    FROM of_currency GROUP BY warehouse_id
  )
  SELECT
    id, code, name,
    coalesce(items, 0)::bigint AS items,
    coalesce(quantity, 0)::bigint AS quantity,
    coalesce(reserved, 0)::bigint AS reserved,
    coalesce(quantity - reserved, 0)::bigint AS available,
    coalesce(low_stock, 0)::bigint AS low_stock,
    coalesce(value, '[]') AS value
  FROM warehouse LEFT JOIN total ON warehouse_id = id
  WHERE workspace_id = company.workspace_id
) report;

CREATE VIEW stock_by_category AS
SELECT company.workspace_id, report.*
FROM company
CROSS JOIN LATERAL (
  WITH of_item AS (
    SELECT
      item_id,
      sum(quantity) AS quantity,
      sum(reserved) AS reserved,
      count(*) FILTER (WHERE quantity - reserved < reorder_level) AS low_stock
    FROM stock WHERE workspace_id = company.workspace_id GROUP BY item_id
  ), of_category AS (
    SELECT
      item.category_id,
      item.currency,
      count(*) AS items, sum(quantity) AS quantity, sum(reserved) AS reserved, sum(low_stock) AS low_stock,
      sum(quantity::numeric * item.price_minor) AS amount
    FROM of_item JOIN item ON item.workspace_id = company.workspace_id AND item.id = item_id
    GROUP BY item.category_id, item.currency
  ), of_branch AS (
    SELECT
      top_id,
      currency,
      sum(items) AS items, sum(quantity) AS quantity, sum(reserved) AS reserved, sum(low_stock) AS low_stock,
      sum(amount) AS amount
    FROM category_branches(company.workspace_id) JOIN of_category USING (category_id)
    GROUP BY top_id, currency
  ), total AS (
    SELECT
      top_id,
      sum(items) AS items, sum(quantity) AS quantity, sum(reserved) AS reserved, sum(low_stock) AS low_stock,
      jsonb_agg(jsonb_build_object('amountMinor', amount::text, 'currency', currency) ORDER BY currency COLLATE "C") AS value
    FROM of_branch GROUP BY top_id
  )
  SELECT
    id, parent_id, code, name,
    coalesce(items, 0)::bigint AS items,
    coalesce(quantity, 0)::bigint AS quantity,
    coalesce(reserved, 0)::bigint AS reserved,
    coalesce(quantity - reserved, 0)::bigint AS available,
    coalesce(low_stock, 0)::bigint AS low_stock,
    coalesce(value, '[]') AS value
  FROM item_category LEFT JOIN total ON top_id = id
  WHERE workspace_id = company.workspace_id
) report;

CREATE VIEW low_stock AS
SELECT
  stock.workspace_id,
  stock.item_id || '.' || stock.warehouse_id AS id,
  stock.item_id, item.sku, item.name AS item_name, item.status AS item_status, item.category_id, item.unit,
  stock.warehouse_id, warehouse.code AS warehouse_code, warehouse.name AS warehouse_name,
  stock.quantity, stock.reserved, stock.quantity - stock.reserved AS available, stock.reorder_level,
  stock.reorder_level - (stock.quantity - stock.reserved) AS shortage
FROM stock
JOIN item ON item.workspace_id = stock.workspace_id AND item.id = stock.item_id
JOIN warehouse ON warehouse.workspace_id = stock.workspace_id AND warehouse.id = stock.warehouse_id
WHERE stock.quantity - stock.reserved < stock.reorder_level;
`,
};
