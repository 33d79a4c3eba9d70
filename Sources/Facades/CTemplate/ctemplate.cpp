#include "ctemplate.h"
