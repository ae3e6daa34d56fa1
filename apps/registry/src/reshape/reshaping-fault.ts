/** What is wrong with an order to reshape; `field` is a path into it, or `list.field` of the register. */
export interface ReshapingFault {
  field: string;
  reason: string;
  reasonZh: string;
}

export function reshapeFault(field: string, reason: string, reasonZh: string): ReshapingFault {
  return { field, reason, reasonZh };
}
