import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { instantText } from '../language/format';
import { useText } from '../language/language';
import { CommandForm } from '../parts/command-form';
import { FilterBar, FilterSelect, FilterText, useFilters } from '../parts/filters';
import { Page, Section } from '../parts/page';
import { Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { stateOf } from './account-state';
import { nameOf, useAccounts } from './accounts';
import { useAction } from './action';
import { type Issued, OneTimePassword } from './one-time-password';
import { StateTag } from './state-tag';

const FILTERS = ['text', 'state'] as const;
const AT_ONCE = 50;

/** All accounts: who can sign in, who cannot, and new ones. */
export function AccountsPage() {
  const t = useText();
  const accounts = useAccounts();
  const { values, set, isFiltered, reset } = useFilters(FILTERS);
  const [issued, setIssued] = useState<Issued>();
  const [count, setCount] = useState(AT_ONCE);
  return (
    <Page
      title={t('账户与授权', 'Accounts and mandates')}
      lead={t(
        '一人一个账户；账户凭任职授权行事，授权在账户页面办理。',
        'One account per person; what it may do is granted by dated mandates on the account’s page.',
      )}
      actions={<CreateAccount created={setIssued} />}
    >
      <OneTimePassword issued={issued} close={() => setIssued(undefined)} />
      <FilterBar reset={isFiltered ? reset : undefined}>
        <FilterText
          label={t('用户名或姓名', 'User name or name')}
          value={values.text}
          onChange={(v) => set('text', v)}
        />
        <FilterSelect
          label={t('状态', 'State')}
          value={values.state}
          onChange={(value) => set('state', value)}
          options={[
            { value: 'active', label: t('正常', 'Active') },
            { value: 'must-change', label: t('待修改口令', 'Has to change the password') },
            { value: 'locked', label: t('锁定', 'Locked') },
            { value: 'disabled', label: t('已停用', 'Disabled') },
          ]}
        />
      </FilterBar>
      <Loaded query={accounts}>
        {(all) => {
          const sought = values.text?.toLowerCase();
          const found = all.filter(
            (account) =>
              (!sought || `${account.username} ${account.displayName ?? ''}`.toLowerCase().includes(sought)) &&
              (!values.state || stateOf(account) === values.state),
          );
          return (
            <Section title={t(`共${found.length}个账户`, `${found.length} accounts`)}>
              <Rows
                caption={t('账户', 'Accounts')}
                rows={found.slice(0, count)}
                rowKey={({ id }) => id}
                more={found.length > count ? () => setCount(count + AT_ONCE) : undefined}
                empty={t('没有符合条件的账户，请调整筛选条件。', 'No account is like that. Change the filters.')}
                columns={[
                  {
                    key: 'name',
                    title: t('姓名', 'Name'),
                    render: (account) => <Link to={`/accounts/${account.id}`}>{nameOf(account)}</Link>,
                  },
                  {
                    key: 'username',
                    title: t('用户名', 'User name'),
                    render: ({ username }) => <span className="code">{username}</span>,
                  },
                  { key: 'state', title: t('状态', 'State'), render: (account) => <StateTag account={account} /> },
                  {
                    key: 'active',
                    title: t('最近使用', 'Last used'),
                    render: ({ activeAt }) => <span className="number">{instantText(activeAt)}</span>,
                  },
                ]}
              />
            </Section>
          );
        }}
      </Loaded>
    </Page>
  );
}

type NewAccount = { username: string; displayName?: string };

function CreateAccount({ created }: Readonly<{ created: (issued: Issued) => void }>) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const create = useAction(async (body: NewAccount) => (await api.POST('/accounts', { body })).data);
  const close = () => {
    setOpen(false);
    create.reset();
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('创建账户', 'Create an account')}
      </Button>
      <Modal open={isOpen} title={t('创建账户', 'Create an account')} footer={null} onCancel={close} destroyOnHidden>
        <CommandForm<NewAccount>
          command={create}
          submitText={t('创建', 'Create')}
          cancel={close}
          submit={async ({ username, displayName }) => {
            const answer = await create.run({ username, ...(displayName ? { displayName } : {}) });
            close();
            if (answer) {
              created({ name: displayName || username, username, password: answer.oneTimePassword });
            }
          }}
        >
          <Form.Item
            label={t('用户名', 'User name')}
            name="username"
            extra={t(
              '3至32位，以字母开头，可含字母、数字和 . _ -；创建后不能更改。',
              '3 to 32 characters, beginning with a letter; it cannot be changed.',
            )}
            rules={[
              { required: true, message: t('请填写用户名', 'Enter a user name') },
              {
                pattern: /^[a-zA-Z][a-zA-Z0-9._-]{2,31}$/,
                message: t('3至32位，以字母开头', '3 to 32 characters, beginning with a letter'),
              },
            ]}
          >
            <Input autoComplete="off" maxLength={32} />
          </Form.Item>
          <Form.Item label={t('姓名（可不填）', 'Name (optional)')} name="displayName">
            <Input autoComplete="off" maxLength={20} />
          </Form.Item>
        </CommandForm>
      </Modal>
    </>
  );
}
