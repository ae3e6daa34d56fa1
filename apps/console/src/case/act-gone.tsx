import { Alert } from 'antd';

/** Said where somebody was about to act and the case moved on. */
export function ActGone() {
  return <Alert type="warning" showIcon role="alert" title="案件已有变化，此项操作现在不能办理" />;
}
