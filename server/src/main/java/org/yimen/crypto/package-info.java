/** 密码: SM2, SM3 and SM4 behind one port, and the keys outside the data folder. */
@ApplicationModule(
        displayName = "Crypto 密码",
        allowedDependencies = {"platform"})
@NullMarked
package org.yimen.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
