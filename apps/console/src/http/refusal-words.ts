/**
 * In Chinese what the rules say in English when they refuse a command; it comes as the `detail` of a problem. What is not
 * listed is shown as it stands.
 */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^\w+ may not \w+$/, '您的席位不能办理此项'],
  [/^\w+ is not taken now$/, '此项操作现在不能办理'],
  [/^that task belongs to another department$/, '该任务属于其他部门'],
  [/^nobody decides on their own wish$/, '不能审批自己提出的申请'],
  [/^extension (\d+) of a task is not for \w+ to decide$/, '第 $1 次延期须由上一级审批'],
  [/^an extension is asked for before the limit has passed$/, '办结时限已过，不能再申请延期'],
  [/^in the time the deadline itself is counted in$/, '延长的单位须与原时限一致'],
  [/^another department must be proposed$/, '建议部门不能是本部门'],
  [/^this department has not asked for a return$/, '该部门没有申请退单'],
  [/^this department has not asked for an extension$/, '该部门没有申请延期'],
  [/^this department has no open task$/, '该部门没有在办的任务'],
  [/^this department has a task in the case already$/, '该部门已在本案中'],
  [/^this department has no task to rate$/, '该部门没有可评价的任务'],
  [/^the process proposes \w+: another rating needs a reason$/, '与建议不同的评价须说明理由'],
  [/^only one department leads$/, '只能有一个主办部门'],
  [/^a department is named twice$/, '同一部门不能重复'],
  [/^a whistle needs a department that acts$/, '至少要有一个主办或协办部门'],
  [/^a grid calls only departments attached to it$/, '网格吹哨只能叫包网部门'],
  [/^\w+ is not enabled in this district$/, '本区未启用这种哨声'],
  [/^\w+ may not blow \w+$/, '您的席位不能吹这种哨'],
  [/^the review lies in the past$/, '复核时间已经过去'],
  [/^the planned finish lies in the past$/, '计划办结时间已经过去'],
  [/^the category asks for (\d+) pictures of the finished work, there are (\d+)$/, '结案须有处置后照片 $1 张，现有 $2 张'],
  [/^(\d+) child cases are open: close them too, or keep them$/, '还有 $1 件从属案件未结，请选择一并办结或保留'],
  [/^say whether it is solved and what the resident thinks$/, '请填写是否解决和是否满意'],
  [/^the grid lies in another district$/, '该网格不在本区'],
  [/^another grade needs a reason$/, '改正等级须说明理由'],
  [/^a case escalates to a higher level$/, '只能提到更高的层级'],
  [/^a case is handed down to a lower level$/, '只能降到更低的层级'],
  [/^this person answers for it already$/, '该任务已由此人负责'],
  [/^not a person of your department$/, '此人不是本部门的人'],
  [/^the category has no such phase$/, '本类案件没有这一段'],
  [/^this phase is done already$/, '这一段已经完成'],
  [/^a case cannot be merged into itself$/, '不能并入本案自己'],
  [/^a case with open children is not merged$/, '还有未结的从属案件，不能并案'],
  [/^a case is no child of itself$/, '本案不能从属于自己'],
  [/^a child has no children$/, '从属案件不能再有从属案件'],
  [/^it is a child of this case already$/, '已经是本案的从属案件'],
  [/^that case has ended$/, '所选案件已经结束'],
  [/^that case has a parent or children already$/, '所选案件已有主案件或从属案件'],
  [/^the case lies outside your area$/, '案件不在您的辖区内'],
  [/^the last step of the case is being recorded$/, '上一步正在入账，请稍后再试'],
  [/^no call-back is open$/, '现在没有待回访的事项'],
  [/^the reporter and those who call back get the link$/, '只有报事人和负责回访的席位能生成回访链接'],
  [/^a refusal needs a reason$/, '不同意须说明理由'],
];

export function refusalWords(detail: string): string {
  for (const [pattern, words] of REFUSALS) if (pattern.test(detail)) return detail.replace(pattern, words);
  return detail;
}
