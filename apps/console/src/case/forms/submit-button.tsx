import { Button } from 'antd';
import type { CommandForm } from '../command-form.js';

/** 确认… below a command's form; Enter in a field presses it too, unless the act is gone. */
export function SubmitButton({ words, careful, pending, gone }: Pick<CommandForm, 'words' | 'careful' | 'pending' | 'gone'>) {
  return (
    <Button type="primary" danger={careful} htmlType="submit" block loading={pending} disabled={gone}>
      确认{words}
    </Button>
  );
}
