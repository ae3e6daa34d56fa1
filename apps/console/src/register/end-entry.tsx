import { listOf, type ListName } from '@shaodao/contracts/register/lists';
import { App, Button, Form } from 'antd';
import { useChange } from './register-queries.js';
import { RegisterSheet } from './register-sheet.js';
import { WhyItems, whyOf, type Why } from './why-items.js';

/** 结束: from then on nothing stands under the key; what was stays readable. */
export function EndEntry({ list, entryKey, onClose }: { list: ListName; entryKey: string; onClose: () => void }) {
  const { message } = App.useApp();
  const change = useChange(list);
  const give = (why: Why): void =>
    change.mutate(
      { key: entryKey, said: null, ...whyOf(why) },
      {
        onSuccess: () => {
          void message.success('已记录结束');
          onClose();
        },
      },
    );
  return (
    <RegisterSheet title={`结束${listOf(list).zh}`} error={change.error} onClose={onClose}>
      <p className="faint">结束后不再列出，历史仍可查看。别处还在引用它时不能结束。</p>
      <Form<Why> name="end" layout="vertical" requiredMark={false} onFinish={give}>
        <WhyItems />
        <Button type="primary" danger htmlType="submit" block loading={change.isPending}>
          确认结束
        </Button>
      </Form>
    </RegisterSheet>
  );
}
