/** The public register: "is this blocked?" */
package org.importsafety.benchmark.register;
