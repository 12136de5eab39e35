/* What starting a process costs: nothing takes less. */
int main(void)
{
    return 0;
}
