/** The same margins in every chart of a view, so that the same moment lies under the same pixel. */
export const chartMargin = { left: 0, right: 92 } as const;
/** Width of the axis at the left, px. */
export const yAxisWidth = 52;
