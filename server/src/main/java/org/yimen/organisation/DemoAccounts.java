package org.yimen.organisation;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.identity.TrialAccounts;
import org.yimen.platform.Text;

/** The handful of demo accounts that the start banner and the sign-in pages name. There only where {@code yimen.demo=true}. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
public class DemoAccounts implements TrialAccounts {

    /** The one published password of all demo accounts. */
    public static final String PASSWORD = "yimen-demo-2026";

    /**
     * An account to try.
     *
     * @param page where to sign in
     * @param login what to type beside the password
     */
    public record DemoAccount(Text role, String page, String login, String password) {}

    /** One account for each part in the play. */
    public List<DemoAccount> list() {
        return List.of(
                citizen("个人", "Citizen", "陈晓禾  629901199503124524"),
                new DemoAccount(
                        new Text("企业经办人", "Operator of a firm"),
                        "/sign-in/enterprise",
                        "91629901MA9900B28U  629901199302271173",
                        PASSWORD),
                staff("综合窗口（只收件）", "One-window clerk, receives", "zx.window1"),
                staff("窗口受理（卫生健康）", "Window clerk of health, accepts", "wjw.window"),
                staff("窗口受理（市场监管）", "Window clerk of market regulation, accepts", "sj.window"),
                staff("审查人员（市场监管）", "Examiner, market regulation", "sj.examiner1"),
                staff("首席代表（市场监管）", "Chief representative, market regulation", "sj.chief"),
                staff("审查人员（卫生健康）", "Examiner, health", "wjw.examiner1"),
                staff("首席代表（卫生健康）", "Chief representative, health", "wjw.chief"),
                staff("事项目录管理", "Keeper of the catalogue", "zx.catalogue"),
                staff("B角，授权书已收回", "Stand-in whose letter is withdrawn", "sj.standin"),
                staff("效能监督", "Supervisor", "zx.supervisor"),
                staff("中心主任", "Director", "zx.director"),
                staff("系统管理员", "System administrator", "sys.admin"),
                staff("安全管理员", "Security administrator", "sec.admin"),
                staff("安全管理员（复核）", "Second security administrator", "sec.admin2"),
                staff("审计管理员", "Audit administrator", "aud.admin"),
                staff("部门管理员（卫生健康）", "Department administrator, health", "wjw.admin"));
    }

    @Override
    public List<TrialAccount> at(String page) {
        return list().stream()
                .filter(account -> account.page().equals(page))
                .map(account -> new TrialAccount(account.role(), account.login(), account.password()))
                .toList();
    }

    private static DemoAccount citizen(String zh, String en, String login) {
        return new DemoAccount(new Text(zh, en), "/sign-in", login, PASSWORD);
    }

    private static DemoAccount staff(String zh, String en, String login) {
        return new DemoAccount(new Text(zh, en), "/desk/sign-in", login, PASSWORD);
    }
}
