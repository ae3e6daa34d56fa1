import { Modal } from 'antd';
import './key-help.css';

const KEYS: readonly (readonly [string, string])[] = [
  ['j', '下一件、下一人'],
  ['k', '上一件、上一人'],
  ['Enter', '打开案件'],
  ['a', '签收（先确认）'],
  ['e', '提级（案件页）、调整级别（应急页）'],
  ['m', '更多操作（案件页）'],
  ['1–5', '名单按状态（应急页）'],
  ['/', '搜索'],
  ['?', '本帮助'],
  ['Esc', '关闭（办理表单除外）'],
];

/** 快捷键 */
export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal title="快捷键" open={open} onCancel={onClose} footer={null} destroyOnHidden>
      <dl className="key-help">
        {KEYS.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
