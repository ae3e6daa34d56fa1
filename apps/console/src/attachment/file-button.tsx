import { Button } from 'antd';
import { useRef, type ChangeEvent } from 'react';

interface FileButtonProps {
  words: string;
  accept: string;
  camera?: boolean;
  disabled: boolean;
  className?: string;
  onFiles: (files: File[]) => void;
}

/** Opens the device's choice of files. */
export function FileButton({ words, accept, camera = false, disabled, className = '', onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(currentTarget.files ?? [])];
    // The same file may be chosen again after a refusal.
    currentTarget.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <span className={className}>
      <Button block disabled={disabled} onClick={() => input.current?.click()}>
        {words}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={words}
        accept={accept}
        multiple={!camera}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={chosen}
      />
    </span>
  );
}
