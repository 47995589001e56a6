/* The function that the iphlpapi.dll of Wine before 9 lacks and that Java's sockets ask for. All others are forwarded
   to Wine's own, which stands beside it as iphlporig.dll. */
#include <stdlib.h>

/* MIB_ANYCASTIPADDRESS_TABLE without rows, freed by the caller with FreeMibTable. */
struct anycast_table {
  unsigned long entries;
  unsigned long rows[15];
};

__declspec(dllexport) unsigned long GetAnycastIpAddressTable(unsigned short family, void **table) {
  (void)family;
  *table = calloc(1, sizeof(struct anycast_table));
  return *table == NULL ? 8 /* ERROR_NOT_ENOUGH_MEMORY */ : 0;
}
