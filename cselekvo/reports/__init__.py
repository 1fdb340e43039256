"""A question becomes a `Report`; renderers are generic and know no report."""
