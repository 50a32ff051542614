"""The process keeper behind `up`: starts the system's processes, keeps them running and stops them in order."""
