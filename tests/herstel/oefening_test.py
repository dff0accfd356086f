# SPDX-License-Identifier: EUPL-1.2
"""
The drill: an installation at work is copied, goes on, loses its server and then its data, and is restored.

Everything goes through the commands that an operator uses. Up to the moment that is asked for nothing is lost, after
it nothing is there; a restore that was killed half-way begins again. What was lost (RPO) and how long it took (RTO)
is printed.
"""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from itertools import batched  # noqa: F401
from pathlib import Path

import psycopg
import pytest
from django.utils import timezone

from conftest import _migrate
from jeugdregio.demo import laden
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.partijgrootte_test import VERDICTS
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.demo.simulator import simuleer
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.inrichting import rollen
from jeugdregio.inrichting.adres import DATABASE
from jeugdregio.inrichting.gebruiker import draaigebruiker
from jeugdregio.inrichting.programma import data_folder
from jeugdregio.inrichting.server import Server, zorg_voor_server
from jeugdregio.ontvangst.actions import leg_vast
from jeugdregio.ontvangst.values import Aanlevering
from tests.eigen_database import met_database
from tests.storm.house import wait_for
