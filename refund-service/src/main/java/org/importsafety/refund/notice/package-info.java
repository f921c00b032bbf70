/** Every buyer of a blocked item is told once, through the platform, in plain words; and whether the word arrived is counted. */
package org.importsafety.refund.notice;
