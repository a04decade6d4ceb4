import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefCallback, useEffect, useState } from 'react';

const BEYOND_SIGHT = 6;

interface VirtualRows {
  /** Of the element that begins where the first row does. */
  readonly listRef: RefCallback<HTMLElement>;
  readonly items: readonly VirtualItem[];
  /** Pixels of the rows before and behind those that are on the page. */
  readonly before: number;
  readonly after: number;
  /** Of each row whose height is not known before. */
  readonly measure: RefCallback<HTMLElement>;
}

/** Which rows of a long list are on the page while the window scrolls. @param onEndNear told when the last ones come in sight */
export function useVirtualRows({ count, rowPx, onEndNear }: { readonly count: number; readonly rowPx: number; readonly onEndNear: () => void }): VirtualRows {
  const [top, setTop] = useState(0);
  const virtual = useWindowVirtualizer<HTMLElement>({ count, estimateSize: () => rowPx, overscan: BEYOND_SIGHT, scrollMargin: top });
  const items = virtual.getVirtualItems();
  const last = items.at(-1);
  const isEndNear = last !== undefined && last.index >= count - 1;
  useEffect(() => {
    if (isEndNear) onEndNear();
  });
  return {
    listRef: (element) => {
      if (element !== null) setTop(Math.round(element.getBoundingClientRect().top + scrollY));
    },
    items,
    before: (items[0]?.start ?? top) - top,
    after: last === undefined ? 0 : virtual.getTotalSize() - (last.end - top),
    measure: virtual.measureElement,
  };
}
